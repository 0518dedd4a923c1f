/**
 * The dashboard, the OpenAPI document and its explorer, and the headers of pages.
 * Optional.
 */
@NullMarked
package io.eventstatistics.page;

import org.jspecify.annotations.NullMarked;
