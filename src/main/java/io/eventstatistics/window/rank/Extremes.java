package io.eventstatistics.window.rank;

/**
 * The values that decide where the bins of a histogram are.
 *
 * @param min the smallest value
 * @param negative the largest negative value; negative infinity if there is none, and for
 * {@link Scale#LINEAR}
 * @param positive the smallest positive value; positive infinity if there is none, and
 * for {@link Scale#LINEAR}
 * @param max the greatest value
 */
public record Extremes(double min, double negative, double positive, double max) {

}
