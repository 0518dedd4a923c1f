@org.jspecify.annotations.NullMarked
package io.eventstatistics.browser;
