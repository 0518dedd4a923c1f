package io.eventstatistics.window.rank;

/**
 * A bin of a histogram.
 *
 * @param from the smallest value that it may hold
 * @param to no value of the bin reaches this; in the last bin the greatest value is equal
 * to it
 * @param count the number of values, zero or more
 */
public record Bin(double from, double to, long count) {

}
