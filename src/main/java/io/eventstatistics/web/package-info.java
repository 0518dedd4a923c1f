/**
 * Controllers, wire records and the filters around them. Controllers only translate, and
 * every error becomes a problem detail in one place.
 */
@NullMarked
package io.eventstatistics.web;

import org.jspecify.annotations.NullMarked;
