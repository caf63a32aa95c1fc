/** The built files of the module twinmark-editor, found on the class path. */
package dev.twinmark.webapp.assets;
