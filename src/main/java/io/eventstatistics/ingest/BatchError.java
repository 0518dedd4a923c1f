package io.eventstatistics.ingest;

/**
 * Why an event of a batch is refused.
 *
 * @param place its index in the array, from 0, or its line, from 1
 * @param error what is wrong, for the client to read
 */
public record BatchError(int place, String error) {

}
