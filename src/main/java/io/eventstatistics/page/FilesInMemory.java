package io.eventstatistics.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.io.Resource;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.resource.ResourceTransformer;
import org.springframework.web.servlet.resource.ResourceTransformerChain;
import org.springframework.web.servlet.resource.TransformedResource;

/**
 * Keeps the static files in memory, at most about 5 MB, since reading one from the jar
 * decompresses it while others wait. However many clients ask, each file is read once.
 * Thread-safe.
 */
final class FilesInMemory implements ResourceTransformer {

	private final Map<String, Resource> files = new ConcurrentHashMap<>();

	@Override
	public Resource transform(HttpServletRequest request, Resource resource, ResourceTransformerChain chain)
			throws IOException {
		try {
			return this.files.computeIfAbsent(resource.getURL().toString(), (url) -> new InMemory(resource));
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	/**
	 * Returns the hash of a file.
	 * @param file a file that was transformed
	 * @return an MD5 hash, in hexadecimal digits
	 */
	static String hash(Resource file) {
		return ((InMemory) file).hash;
	}

	private static final class InMemory extends TransformedResource {

		private final String hash;

		InMemory(Resource file) {
			super(file, content(file));
			this.hash = DigestUtils.md5DigestAsHex(getByteArray());
		}

		@Override
		public InputStream getInputStream() {
			return new Uncopied(getByteArray());
		}

		private static byte[] content(Resource file) {
			try {
				return file.getContentAsByteArray();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

	/**
	 * Transfers its bytes in pieces. The JDK copies them first, 128 KB at a time, which a
	 * client that does not read would keep in memory.
	 */
	private static final class Uncopied extends ByteArrayInputStream {

		private static final int PIECE = 8 * 1024;

		Uncopied(byte[] bytes) {
			super(bytes);
		}

		@Override
		public long transferTo(OutputStream target) throws IOException {
			int start = this.pos;
			while (this.pos < this.count) {
				int length = Math.min(PIECE, this.count - this.pos);
				target.write(this.buf, this.pos, length);
				this.pos += length;
			}
			return this.pos - (long) start;
		}

	}

}
