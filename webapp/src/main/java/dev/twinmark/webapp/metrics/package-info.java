/** Figures of the running server in the text format of Prometheus. Each part writes its own. */
package dev.twinmark.webapp.metrics;
