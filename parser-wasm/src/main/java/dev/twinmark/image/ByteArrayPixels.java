package dev.twinmark.image;

import dev.twinmark.image.kernel.Pixels;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Pixels in an array of bytes. */
final class ByteArrayPixels extends Pixels {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;

  ByteArrayPixels(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public int get(int index) {
    return (int) INT.get(bytes, index << 2);
  }

  @Override
  public void set(int index, int pixel) {
    INT.set(bytes, index << 2, pixel);
  }

  @Override
  public long getPair(int index) {
    return (long) LONG.get(bytes, index << 2);
  }

  @Override
  public void setPair(int index, long pair) {
    LONG.set(bytes, index << 2, pair);
  }
}
