/**
 * Serves the dashboard, the OpenAPI document and its explorer, with the headers of pages.
 * Optional: the service answers without them.
 */
@NullMarked
package io.eventstatistics.page;

import org.jspecify.annotations.NullMarked;
