package dev.twinmark.pictures;

/** EXIF's orientation (CIPA DC-008, 4.6.5), the one property that decides what is seen. */
final class Exif {

  static final int UPRIGHT = 1;

  private static final int ORIENTATION_TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY_BYTES = 12;
  private static final int MAGIC = 42;
  private static final int LAST_ORIENTATION = 8;

  private Exif() {}

  /**
   * Returns the orientation; 1 where there is none, or it is damaged: browsers show such a picture
   * as it is stored.
   *
   * @param exif from its TIFF header on
   */
  static int orientation(byte[] exif) {
    try {
      return read(exif);
    } catch (PictureException e) {
      return UPRIGHT;
    }
  }

  private static int read(byte[] exif) {
    var start = new Bytes(exif, false);
    boolean isLittleEndian = start.has(0, "II");
    if (!isLittleEndian && !start.has(0, "MM")) {
      return UPRIGHT;
    }
    var bytes = new Bytes(exif, isLittleEndian);
    if (bytes.uint16(2) != MAGIC) {
      return UPRIGHT;
    }
    long directory = bytes.uint32(4);
    int count = bytes.uint16(directory);
    for (int i = 0; i < count; i++) {
      long entry = directory + 2 + (long) i * ENTRY_BYTES;
      if (bytes.uint16(entry) == ORIENTATION_TAG && bytes.uint16(entry + 2) == SHORT) {
        int orientation = bytes.uint16(entry + 8);
        return orientation < UPRIGHT || orientation > LAST_ORIENTATION ? UPRIGHT : orientation;
      }
    }
    return UPRIGHT;
  }

  /** Returns EXIF with an orientation and nothing else. */
  static byte[] of(int orientation) {
    return new byte[] {
      'M',
      'M',
      0,
      MAGIC,
      0,
      0,
      0,
      8, // header, offset of the directory
      0,
      1, // entries
      (byte) (ORIENTATION_TAG >> 8),
      ORIENTATION_TAG & 0xFF,
      0,
      SHORT,
      0,
      0,
      0,
      1, // one number
      0,
      (byte) orientation,
      0,
      0, // the number
      0,
      0,
      0,
      0 // no further directory
    };
  }
}
