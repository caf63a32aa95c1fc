/** The built files of the module twinmark-static, found on the class path. */
package dev.twinmark.webapp.assets;
