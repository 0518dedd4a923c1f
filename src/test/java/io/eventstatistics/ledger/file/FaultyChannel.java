package io.eventstatistics.ledger.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/**
 * A file of a {@link FaultyDisk}. A failed write has written half of its bytes.
 */
final class FaultyChannel extends FileChannel {

	private final FaultyDisk disk;

	private final Path file;

	private final FileChannel channel;

	FaultyChannel(FaultyDisk disk, Path file, FileChannel channel) {
		this.disk = disk;
		this.file = file;
		this.channel = channel;
	}

	@Override
	public int write(ByteBuffer source, long position) throws IOException {
		int written = this.disk.take(source.remaining());
		boolean full = written < source.remaining();
		try {
			this.disk.operate("write");
		}
		catch (IOException ex) {
			put(source, position, written / 2);
			throw ex;
		}
		put(source, position, written);
		if (full) {
			throw new IOException("No space left on device");
		}
		return written;
	}

	private void put(ByteBuffer source, long position, int length) throws IOException {
		this.channel.write(source.duplicate().limit(source.position() + length), position);
		source.position(source.position() + length);
	}

	@Override
	public void force(boolean metaData) throws IOException {
		this.disk.operate("sync");
		this.channel.force(metaData);
		this.disk.synced(this.file, size());
	}

	@Override
	public FileChannel truncate(long size) throws IOException {
		this.disk.operate("truncate");
		this.channel.truncate(size);
		return this;
	}

	@Override
	public int read(ByteBuffer target, long position) throws IOException {
		return this.channel.read(target, position);
	}

	@Override
	public long size() throws IOException {
		return this.channel.size();
	}

	@Override
	protected void implCloseChannel() throws IOException {
		this.channel.close();
	}

	@Override
	public int read(ByteBuffer target) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long read(ByteBuffer[] targets, int offset, int length) {
		throw new UnsupportedOperationException();
	}

	@Override
	public int write(ByteBuffer source) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long write(ByteBuffer[] sources, int offset, int length) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long position() {
		throw new UnsupportedOperationException();
	}

	@Override
	public FileChannel position(long newPosition) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long transferTo(long position, long count, WritableByteChannel target) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long transferFrom(ReadableByteChannel source, long position, long count) {
		throw new UnsupportedOperationException();
	}

	@Override
	public MappedByteBuffer map(MapMode mode, long position, long size) {
		throw new UnsupportedOperationException();
	}

	@Override
	public FileLock lock(long position, long size, boolean shared) {
		throw new UnsupportedOperationException();
	}

	@Override
	public FileLock tryLock(long position, long size, boolean shared) {
		throw new UnsupportedOperationException();
	}

}
