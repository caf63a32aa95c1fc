package dev.twinmark.image;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.function.IntUnaryOperator;

/** The results of the kernels by their definitions: byte by byte, and in unlimited precision. */
final class ReferenceKernels {

  private static final int BICUBIC_TOTAL = 4096;

  private ReferenceKernels() {}

  static byte[] grayscale(byte[] pixels) {
    byte[] result = pixels.clone();
    for (int i = 0; i < pixels.length; i += 4) {
      byte gray = (byte) luma(pixels, i).setScale(0, RoundingMode.HALF_UP).intValueExact();
      result[i] = gray;
      result[i + 1] = gray;
      result[i + 2] = gray;
    }
    return result;
  }

  static byte[] invert(byte[] pixels) {
    return colours(pixels, c -> 255 - c);
  }

  static byte[] adjustBrightness(byte[] pixels, int delta) {
    return colours(pixels, c -> clamp(c + delta));
  }

  static byte[] adjustContrast(byte[] pixels, int percent) {
    BigDecimal middle = new BigDecimal("127.5");
    return colours(
        pixels,
        c ->
            clamp(
                BigDecimal.valueOf(c)
                    .subtract(middle)
                    .multiply(BigDecimal.valueOf(percent))
                    .movePointLeft(2)
                    .add(middle)
                    .add(new BigDecimal("0.5"))
                    .setScale(0, RoundingMode.FLOOR)
                    .intValueExact()));
  }

  static BigDecimal totalBrightness(byte[] pixels) {
    BigDecimal total = BigDecimal.ZERO;
    for (int i = 0; i < pixels.length; i += 4) {
      total = total.add(luma(pixels, i));
    }
    return total;
  }

  static byte[] rotateOnce(GeneratedPicture picture) {
    byte[] result = new byte[picture.pixels().length];
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        int newX = picture.height() - 1 - y;
        for (int c = 0; c < 4; c++) {
          result[4 * (x * picture.height() + newX) + c] = (byte) picture.channel(x, y, c);
        }
      }
    }
    return result;
  }

  /** Sums over both directions at once. */
  static byte[] resize(GeneratedPicture picture, int newWidth, int newHeight) {
    byte[] result = new byte[4 * newWidth * newHeight];
    for (int newY = 0; newY < newHeight; newY++) {
      long[] rows = weights(picture.height(), newHeight, newY);
      for (int newX = 0; newX < newWidth; newX++) {
        long[] columns = weights(picture.width(), newWidth, newX);
        BigInteger[] sums =
            new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO};
        for (int y = 0; y < rows.length; y++) {
          for (int x = 0; x < columns.length; x++) {
            if (rows[y] == 0 || columns[x] == 0) {
              continue;
            }
            long alpha = rows[y] * columns[x] * picture.channel(x, y, 3);
            for (int c = 0; c < 3; c++) {
              sums[c] = sums[c].add(BigInteger.valueOf(alpha * picture.channel(x, y, c)));
            }
            sums[3] = sums[3].add(BigInteger.valueOf(alpha));
          }
        }
        int at = 4 * (newY * newWidth + newX);
        int alpha = rounded(sums[3], BigInteger.valueOf(sum(rows) * sum(columns)));
        if (alpha > 0) {
          for (int c = 0; c < 3; c++) {
            result[at + c] = (byte) rounded(sums[c], sums[3]);
          }
          result[at + 3] = (byte) alpha;
        }
      }
    }
    return result;
  }

  private static int rounded(BigInteger dividend, BigInteger divisor) {
    return clamp(
        new BigDecimal(dividend)
            .divide(new BigDecimal(divisor), 0, RoundingMode.HALF_UP)
            .min(BigDecimal.valueOf(255))
            .intValueExact());
  }

  /** The weight of each pixel along a side. */
  private static long[] weights(int length, int newLength, int index) {
    long[] weights = new long[length];
    if (newLength <= length) {
      for (long pixel = 0; pixel < length; pixel++) {
        long overlap =
            Math.min((pixel + 1) * newLength, (index + 1L) * length)
                - Math.max(pixel * newLength, (long) index * length);
        weights[(int) pixel] = Math.max(0, overlap);
      }
      return weights;
    }
    // All distances are in units of 1 / 2 newLength.
    long unit = 2L * newLength;
    long center = (2L * index + 1) * length;
    long rest = BICUBIC_TOTAL;
    int nearest = 0;
    for (int pixel = -2; pixel < length + 2; pixel++) {
      long distance = Math.abs(pixel * unit + newLength - center);
      int weight = bicubic(distance, unit);
      int inside = Math.max(0, Math.min(pixel, length - 1));
      weights[inside] += weight;
      rest -= weight;
      long nearestDistance = Math.abs(nearest * unit + newLength - center);
      if (distance <= nearestDistance) {
        nearest = pixel;
      }
    }
    weights[Math.max(0, Math.min(nearest, length - 1))] += rest;
    return weights;
  }

  /** The kernel of Catmull and Rom, by distance. */
  private static int bicubic(long distance, long unit) {
    BigDecimal x = BigDecimal.valueOf(distance);
    BigDecimal u = BigDecimal.valueOf(unit);
    BigDecimal doubled;
    if (distance < unit) {
      // 3x³ − 5x² + 2
      doubled =
          x.pow(3)
              .multiply(BigDecimal.valueOf(3))
              .subtract(x.pow(2).multiply(u).multiply(BigDecimal.valueOf(5)))
              .add(u.pow(3).multiply(BigDecimal.valueOf(2)));
    } else if (distance < 2 * unit) {
      // −x³ + 5x² − 8x + 4
      doubled =
          x.pow(3)
              .negate()
              .add(x.pow(2).multiply(u).multiply(BigDecimal.valueOf(5)))
              .subtract(x.multiply(u.pow(2)).multiply(BigDecimal.valueOf(8)))
              .add(u.pow(3).multiply(BigDecimal.valueOf(4)));
    } else {
      return 0;
    }
    BigInteger cube = u.pow(3).toBigIntegerExact();
    BigInteger dividend =
        doubled.toBigIntegerExact().multiply(BigInteger.valueOf(BICUBIC_TOTAL)).add(cube);
    BigInteger[] quotient = dividend.divideAndRemainder(cube.shiftLeft(1));
    return quotient[0].intValueExact() - (quotient[1].signum() < 0 ? 1 : 0);
  }

  private static long sum(long[] values) {
    long sum = 0;
    for (long value : values) {
      sum += value;
    }
    return sum;
  }

  private static byte[] colours(byte[] pixels, IntUnaryOperator operation) {
    byte[] result = pixels.clone();
    for (int i = 0; i < pixels.length; i++) {
      if (i % 4 != 3) {
        result[i] = (byte) operation.applyAsInt(pixels[i] & 0xff);
      }
    }
    return result;
  }

  private static BigDecimal luma(byte[] pixels, int at) {
    return part("0.299", pixels[at])
        .add(part("0.587", pixels[at + 1]))
        .add(part("0.114", pixels[at + 2]));
  }

  private static BigDecimal part(String weight, byte value) {
    return new BigDecimal(weight).multiply(BigDecimal.valueOf(value & 0xff));
  }

  private static int clamp(int value) {
    return Math.max(0, Math.min(value, 255));
  }
}
