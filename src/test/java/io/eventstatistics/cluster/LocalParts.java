package io.eventstatistics.cluster;

import java.util.List;

import io.eventstatistics.event.EventService;

/**
 * Parts of this process, which count rounds and bytes.
 */
class LocalParts implements Parts {

	private final List<Part> parts;

	int rounds;

	/** The length of the longest answer. */
	int longestAnswer;

	/** The length of all answers. */
	long bytes;

	LocalParts(List<EventService> services, PartialQuestion question) {
		PartialQuestion received = PartialQuestion.decode(question.encode());
		this.parts = services.stream().map((service) -> Part.of(service, received)).toList();
	}

	/** Merges the answers of the parts. */
	static Merge merge(List<EventService> services, PartialQuestion question) {
		return new LocalParts(services, question).merge(question);
	}

	Merge merge(PartialQuestion question) {
		return new Merge(question, this.parts.stream().map(Part::partial).toList(), this);
	}

	@Override
	public List<byte[]> survey(byte[] ranges) {
		this.rounds++;
		return this.parts.stream().map((part) -> {
			byte[] answer = part.survey(ranges);
			this.longestAnswer = Math.max(this.longestAnswer, answer.length);
			this.bytes += answer.length;
			return answer;
		}).toList();
	}

}
