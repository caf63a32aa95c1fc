/** The files of pictures: what they are, how large, and without what they tell of their origin. */
package dev.twinmark.pictures;
