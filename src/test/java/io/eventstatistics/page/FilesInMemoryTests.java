package io.eventstatistics.page;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.resource.ResourceTransformerChain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * Files that many clients ask for at once, and files that cannot be read.
 */
class FilesInMemoryTests {

	private final FilesInMemory files = new FilesInMemory();

	@Test
	void fileIsReadOnceHoweverManyAsk() throws Exception {
		CountDownLatch all = new CountDownLatch(20);
		AtomicInteger reads = new AtomicInteger();
		ExecutorService threads = Executors.newFixedThreadPool(20);
		try {
			List<Future<Resource>> answers = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				answers.add(threads.submit(() -> {
					all.countDown();
					all.await();
					return transform(new Text("a.js", "abc", reads));
				}));
			}
			for (Future<Resource> answer : answers) {
				assertThat(answer.get().getContentAsByteArray()).asString(StandardCharsets.US_ASCII).isEqualTo("abc");
				assertThat(FilesInMemory.hash(answer.get())).isEqualTo("900150983cd24fb0d6963f7d28e17f72");
			}
		}
		finally {
			threads.shutdown();
		}
		assertThat(reads).hasValue(1);
		assertThat(transform(new Text("b.js", "b", reads)).contentLength()).isOne();
		assertThat(reads).hasValue(2);
	}

	@Test
	void fileThatCannotBeReadIsTriedAgain() throws IOException {
		AtomicInteger reads = new AtomicInteger();
		assertThatExceptionOfType(FileNotFoundException.class)
			.isThrownBy(() -> transform(new Text("a.js", null, reads)));
		assertThat(transform(new Text("a.js", "abc", reads)).contentLength()).isEqualTo(3);
	}

	@Test
	void fileIsSentWithoutACopy() throws IOException {
		Resource file = transform(new Text("a.js", "0123456789".repeat(100_000), new AtomicInteger()));
		ByteArrayOutputStream sent = new ByteArrayOutputStream();
		Set<byte[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
		OutputStream target = new OutputStream() {
			@Override
			public void write(int one) {
				throw new AssertionError("a file is sent in pieces");
			}

			@Override
			public void write(byte[] piece, int offset, int length) {
				arrays.add(piece);
				assertThat(length).isLessThanOrEqualTo(8192);
				sent.write(piece, offset, length);
			}
		};
		assertThat(file.getInputStream().transferTo(target)).isEqualTo(1_000_000);
		assertThat(sent.toByteArray()).isEqualTo(file.getContentAsByteArray());
		file.getInputStream().transferTo(target);
		assertThat(arrays).hasSize(1);
	}

	private Resource transform(Resource file) throws IOException {
		return this.files.transform(new MockHttpServletRequest(), file, mock(ResourceTransformerChain.class));
	}

	private static final class Text extends AbstractResource {

		private final String name;

		private final @Nullable String text;

		private final AtomicInteger reads;

		Text(String name, @Nullable String text, AtomicInteger reads) {
			this.name = name;
			this.text = text;
			this.reads = reads;
		}

		@Override
		public URL getURL() throws IOException {
			return new URL("file:" + this.name);
		}

		@Override
		public long lastModified() {
			return 0;
		}

		@Override
		public String getDescription() {
			return this.name;
		}

		@Override
		public InputStream getInputStream() throws IOException {
			if (this.text == null) {
				throw new FileNotFoundException(this.name);
			}
			this.reads.incrementAndGet();
			return new ByteArrayInputStream(this.text.getBytes(StandardCharsets.US_ASCII));
		}

	}

}
