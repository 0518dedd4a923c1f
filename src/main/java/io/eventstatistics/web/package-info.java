/**
 * Controllers, wire records and the filters around them. Controllers translate and
 * nothing else, and every error becomes a problem detail in one place.
 */
@NullMarked
package io.eventstatistics.web;

import org.jspecify.annotations.NullMarked;
