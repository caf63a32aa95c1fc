package dev.twinmark.pictures;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** JPEG, marker by marker, through all its scans to its end. */
final class JpegFile {

  // The second bytes of markers (ITU-T T.81, table B.1)
  private static final int START_OF_IMAGE = 0xD8;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int START_OF_SCAN = 0xDA;
  private static final int COMMENT = 0xFE;
  private static final int APP_0 = 0xE0;
  private static final int APP_1 = 0xE1;
  private static final int APP_2 = 0xE2;
  private static final int APP_14 = 0xEE;
  private static final int APP_15 = 0xEF;
  private static final int FIRST_RESTART = 0xD0;
  private static final int LAST_RESTART = 0xD7;

  /** JFIF of this length has no thumbnail, which would show the picture before it was cropped. */
  private static final int JFIF_LENGTH_WITHOUT_THUMBNAIL = 16;

  private static final String EXIF = "Exif\0\0";

  private JpegFile() {}

  static Picture read(Bytes bytes) {
    var content = new ByteArrayOutputStream(bytes.length());
    long width = 0;
    long height = 0;
    boolean hasFrame = false;
    boolean hasScan = false;
    boolean hasExif = false;
    int marker = START_OF_IMAGE;
    for (long at = 0; marker != END_OF_IMAGE; ) {
      if (bytes.uint8(at) != 0xFF) {
        throw PictureException.damaged();
      }
      marker = bytes.uint8(at + 1);
      if (marker == 0xFF) {
        // A byte that only fills.
        at++;
        continue;
      }
      long start = at;
      int length = isAlone(marker) ? 0 : bytes.uint16(at + 2);
      at += 2 + length;
      if (isFrame(marker)) {
        // A second frame would have a size that has not been checked.
        if (hasFrame) {
          throw PictureException.damaged();
        }
        hasFrame = true;
        height = bytes.uint16(start + 5);
        width = bytes.uint16(start + 7);
      } else if (marker == START_OF_SCAN) {
        hasScan = true;
        at = endOfScan(bytes, (int) at);
      }
      if (marker == APP_1 && !hasExif && bytes.has(start + 4, EXIF)) {
        hasExif = true;
        int orientation = Exif.orientation(bytes.slice(start + 4 + EXIF.length(), at));
        if (orientation != Exif.UPRIGHT) {
          content.writeBytes(segment(orientation));
        }
      } else if (isKept(marker, bytes, start, length)) {
        bytes.copy(start, at, content);
      } else {
        bytes.slice(start, at); // is whole
      }
    }
    if (!hasFrame || !hasScan) {
      throw PictureException.damaged();
    }
    return new Picture(PictureFormat.JPEG, (int) width, (int) height, content.toByteArray());
  }

  private static byte[] segment(int orientation) {
    byte[] exif = Exif.of(orientation);
    var segment = new ByteArrayOutputStream();
    segment.write(0xFF);
    segment.write(APP_1);
    segment.write(0);
    segment.write(2 + EXIF.length() + exif.length);
    segment.writeBytes(EXIF.getBytes(StandardCharsets.US_ASCII));
    segment.writeBytes(exif);
    return segment.toByteArray();
  }

  /** Markers that stand alone have no length. */
  private static boolean isAlone(int marker) {
    return marker == 0x01 || (marker >= FIRST_RESTART && marker <= END_OF_IMAGE);
  }

  /** Frames of all kinds, but not the tables whose codes are among theirs. */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  /** Without some segments of applications, colours would change. */
  private static boolean isKept(int marker, Bytes bytes, long start, int length) {
    return switch (marker) {
      case APP_0 -> bytes.has(start + 4, "JFIF\0") && length == JFIF_LENGTH_WITHOUT_THUMBNAIL;
      case APP_2 -> bytes.has(start + 4, "ICC_PROFILE\0");
      case APP_14 -> bytes.has(start + 4, "Adobe");
      default -> marker != COMMENT && (marker < APP_0 || marker > APP_15);
    };
  }

  /** The offset behind a scan's data, in which a byte FF is followed by 0 or a restart marker. */
  private static int endOfScan(Bytes bytes, int from) {
    int at = bytes.find(0xFF, from);
    while (true) {
      int next = bytes.uint8(at + 1L);
      if (next != 0 && (next < FIRST_RESTART || next > LAST_RESTART)) {
        return at;
      }
      at = bytes.find(0xFF, at + 2);
    }
  }
}
