package dev.twinmark.pictures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * AVIF (https://aomediacodec.github.io/av1-avif/), a file of boxes (ISO/IEC 14496-12). Its metadata
 * are items among its pixels, found by offsets, so that they are not taken out but overwritten by
 * zeros.
 */
final class AvifFile {

  private static final int BOX_HEADER_BYTES = 8;
  private static final int LARGE_BOX_HEADER_BYTES = 16;

  /** The boxes around those that are read, with the bytes that precede the boxes in them. */
  private static final Map<String, Integer> CONTAINERS =
      Map.of("meta", 4, "iprp", 0, "ipco", 0, "moov", 0, "trak", 0);

  /** Boxes in boxes: a file has five. */
  private static final int MAX_DEPTH = 8;

  /** The types of items that are no pixels: EXIF, and XMP by a media type. */
  private static final Set<String> METADATA = Set.of("Exif", "mime", "uri ");

  private static final int IN_FILE = 0;
  private static final int IN_ITEM_DATA = 1;

  private record Extent(int method, long offset, long length) {}

  private record Item(long id, List<Extent> extents) {}

  private final Bytes bytes;
  private final Set<Long> metadata = new HashSet<>();
  private final List<Item> items = new ArrayList<>();

  /** The offset of the data of the box {@code idat}; −1 where there is none. */
  private long itemData = -1;

  /** The extents of free space, which may hold anything. */
  private final List<Extent> free = new ArrayList<>();

  private long width;
  private long height;

  private AvifFile(Bytes bytes) {
    this.bytes = bytes;
  }

  static boolean isOne(Bytes bytes) {
    if (!bytes.has(4, "ftyp")) {
      return false;
    }
    long end = Math.min(bytes.uint32(0), bytes.length());
    for (long at = 8; at + 4 <= end; at += at == 8 ? 8 : 4) {
      if (bytes.has(at, "avif") || bytes.has(at, "avis")) {
        return true;
      }
    }
    return false;
  }

  static Picture read(byte[] file) {
    Picture picture = readOnce(file);
    // Extents of damaged files may overlap what was read.
    Picture again = readOnce(picture.content());
    if (picture.width() != again.width()
        || picture.height() != again.height()
        || !Arrays.equals(picture.content(), again.content())) {
      throw PictureException.damaged();
    }
    return picture;
  }

  private static Picture readOnce(byte[] file) {
    if (!isOne(new Bytes(file, false))) {
      throw PictureException.damaged();
    }
    var read = new AvifFile(new Bytes(file, false));
    read.boxes(0, file.length, 0);
    byte[] content = file.clone();
    read.erase(content);
    if (read.width > Integer.MAX_VALUE || read.height > Integer.MAX_VALUE) {
      throw PictureException.damaged();
    }
    return new Picture(PictureFormat.AVIF, (int) read.width, (int) read.height, content);
  }

  private void boxes(long from, long to, int depth) {
    if (depth > MAX_DEPTH) {
      throw PictureException.damaged();
    }
    for (long at = from; at < to; ) {
      long length = bytes.uint32(at);
      String type = bytes.name(at + 4);
      long data = at + BOX_HEADER_BYTES;
      if (length == 1) {
        length = bytes.number(at + BOX_HEADER_BYTES, 8);
        data = at + LARGE_BOX_HEADER_BYTES;
      }
      // 0 stands for the rest of the file.
      long next = length == 0 ? to : at + length;
      if (next > to || next < data) {
        throw PictureException.damaged();
      }
      box(type, data, next, depth);
      at = next;
    }
  }

  private void box(String type, long data, long to, int depth) {
    Integer skipped = CONTAINERS.get(type);
    if (skipped != null) {
      boxes(data + skipped, to, depth + 1);
      return;
    }
    switch (type) {
      case "ispe" -> {
        width = Math.max(width, bytes.uint32(data + 4));
        height = Math.max(height, bytes.uint32(data + 8));
      }
      case "tkhd" -> {
        // 16.16 fixed point, at the end of the box.
        width = Math.max(width, bytes.uint16(to - 8));
        height = Math.max(height, bytes.uint16(to - 4));
      }
      case "iinf" -> {
        boolean isLong = bytes.uint8(data) > 0;
        boxes(data + (isLong ? 8 : 6), to, depth + 1);
      }
      case "infe" -> itemInfo(data);
      case "iloc" -> itemLocations(data);
      case "idat" -> itemData = data;
      case "free", "skip", "udta", "uuid" -> free.add(new Extent(IN_FILE, data, to - data));
      default -> {}
    }
  }

  private void itemInfo(long data) {
    int version = bytes.uint8(data);
    if (version < 2) {
      // Older than AVIF; such items have no type.
      metadata.add((long) bytes.uint16(data + 4));
      return;
    }
    int idBytes = version == 2 ? 2 : 4;
    if (METADATA.contains(bytes.name(data + 4 + idBytes + 2))) {
      metadata.add(bytes.number(data + 4, idBytes));
    }
  }

  /** Reads where items are (ISO/IEC 14496-12, 8.11.3). */
  private void itemLocations(long data) {
    int version = bytes.uint8(data);
    int offsetSize = bytes.uint8(data + 4) >> 4;
    int lengthSize = bytes.uint8(data + 4) & 0xF;
    int baseSize = bytes.uint8(data + 5) >> 4;
    int indexSize = version == 0 ? 0 : bytes.uint8(data + 5) & 0xF;
    int idBytes = version < 2 ? 2 : 4;
    long at = data + 6;
    long count = bytes.number(at, idBytes);
    at += idBytes;
    for (long i = 0; i < count; i++) {
      long id = bytes.number(at, idBytes);
      at += idBytes;
      int method = IN_FILE;
      if (version > 0) {
        method = bytes.uint16(at) & 0xF;
        at += 2;
      }
      at += 2; // the number of the file with the data
      long base = bytes.number(at, baseSize);
      at += baseSize;
      int extents = bytes.uint16(at);
      at += 2;
      List<Extent> found = new ArrayList<>();
      for (int j = 0; j < extents; j++) {
        at += indexSize;
        long offset = bytes.number(at, offsetSize);
        long length = bytes.number(at + offsetSize, lengthSize);
        at += offsetSize + lengthSize;
        found.add(new Extent(method, base + offset, length));
      }
      items.add(new Item(id, found));
    }
  }

  private void erase(byte[] content) {
    free.forEach(extent -> erase(content, 0, extent));
    for (Item item : items) {
      if (!metadata.contains(item.id())) {
        continue;
      }
      for (Extent extent : item.extents()) {
        if (extent.method() == IN_FILE) {
          erase(content, 0, extent);
        } else if (extent.method() == IN_ITEM_DATA && itemData >= 0) {
          erase(content, itemData, extent);
        } else {
          throw PictureException.damaged();
        }
      }
    }
  }

  private static void erase(byte[] content, long base, Extent extent) {
    long from = base + extent.offset();
    // Without a length, an extent reaches to the end of the file.
    long to = extent.length() == 0 ? content.length : from + extent.length();
    if (from < 0 || to < from || to > content.length) {
      throw PictureException.damaged();
    }
    Arrays.fill(content, (int) from, (int) to, (byte) 0);
  }
}
