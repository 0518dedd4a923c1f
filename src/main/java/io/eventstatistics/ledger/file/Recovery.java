package io.eventstatistics.ledger.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

import io.eventstatistics.ledger.LogEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments that a previous process left in the directory. They are synced, because
 * that process may have died before. Bytes after the last intact entry of the last
 * segment were never acknowledged or are damaged, and are cut off. Takes time linear in
 * the last segment.
 *
 * @param segments all segments; the last one is appended to
 * @param last the last segment
 * @param channel the channel of its file
 */
record Recovery(Segments segments, Segment last, FileChannel channel) {

	private static final Logger logger = LoggerFactory.getLogger(Recovery.class);

	static Recovery of(Path directory, Disk disk) throws IOException {
		Segments segments = new Segments();
		List<Path> files = begunFiles(directory, disk);
		Recovery recovered = null;
		for (Path file : files) {
			FileChannel channel = disk.open(file);
			OptionalLong salt = salt(channel);
			Segment segment = new Segment(number(file), file, salt.orElseGet(new SecureRandom()::nextLong),
					channel.size(), Files.getLastModifiedTime(file).toMillis());
			boolean last = salt.isPresent() && file.equals(files.get(files.size() - 1));
			if (last) {
				segment = cut(segment, channel);
				recovered = new Recovery(segments, segment, channel);
			}
			channel.force(false);
			segments.add(segment);
			if (!last) {
				close(segment, salt.isPresent(), channel);
			}
		}
		Recovery result = (recovered != null) ? recovered : begun(directory, disk, segments);
		disk.syncDirectory(directory);
		return result;
	}

	/**
	 * Deletes files without a header that are too short for an entry, such as a segment
	 * that was being created. The segment before is then the last one, and no space is
	 * needed for another.
	 */
	private static List<Path> begunFiles(Path directory, Disk disk) throws IOException {
		List<Path> begun = new ArrayList<>();
		for (Path file : files(directory)) {
			if (isBegun(file, disk)) {
				begun.add(file);
			}
			else {
				disk.delete(file);
			}
		}
		return begun;
	}

	private static boolean isBegun(Path file, Disk disk) throws IOException {
		try (FileChannel channel = disk.open(file)) {
			return channel.size() > SegmentHeader.LENGTH || salt(channel).isPresent();
		}
	}

	private static List<Path> files(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter((file) -> file.getFileName().toString().matches(Segment.NAME)).sorted().toList();
		}
	}

	private static long number(Path file) {
		return Long.parseLong(file.getFileName().toString(), 0, 20, 10);
	}

	private static OptionalLong salt(FileChannel channel) throws IOException {
		ByteBuffer header = ByteBuffer.allocate(SegmentHeader.LENGTH);
		while (header.hasRemaining() && channel.read(header, header.position()) >= 0) {
			continue;
		}
		return SegmentHeader.decode(header.flip());
	}

	private static Segment cut(Segment found, FileChannel channel) throws IOException {
		long size = channel.size();
		long end = Math.max(SegmentHeader.LENGTH, endOfIntact(found, channel));
		if (end < size) {
			logger.warn("Cut {} bytes off {}: they are no intact entry, such as an interrupted write leaves",
					size - end, found.file());
			channel.truncate(end);
		}
		else if (end > size) {
			channel.write(SegmentHeader.encode(found.salt()), 0);
		}
		return new Segment(found.number(), found.file(), found.salt(), end, found.lastMillis());
	}

	@SuppressWarnings("resource")
	private static long endOfIntact(Segment segment, FileChannel channel) throws IOException {
		SegmentReader reader = new SegmentReader(segment, channel);
		long end = 0;
		long offset = 0;
		List<LogEntry> entries;
		do {
			entries = reader.read(offset, segment.end());
			for (LogEntry entry : entries) {
				offset = entry.position().low();
				end = (entry.bytes() != SegmentReader.DAMAGED) ? offset : end;
			}
		}
		while (!entries.isEmpty());
		return end;
	}

	private static void close(Segment segment, boolean readable, FileChannel channel) throws IOException {
		channel.close();
		if (!readable) {
			logger.warn("The header of {} is damaged: its {} bytes are ignored", segment.file(), segment.end());
		}
	}

	private static Recovery begun(Path directory, Disk disk, Segments segments) throws IOException {
		long number = segments.all().stream().mapToLong(Segment::number).max().orElse(0) + 1;
		long salt = new SecureRandom().nextLong();
		Path file = Segment.file(directory, number);
		FileChannel channel = disk.create(file);
		channel.write(SegmentHeader.encode(salt), 0);
		channel.force(false);
		Segment segment = new Segment(number, file, salt, SegmentHeader.LENGTH, 0);
		segments.add(segment);
		return new Recovery(segments, segment, channel);
	}

}
