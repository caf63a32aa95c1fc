package dev.twinmark.wasm;

import dev.twinmark.image.kernel.Pixels;
import org.teavm.interop.Address;

/** Pixels in the module's linear memory, which JavaScript sees as an array of bytes. */
final class MemoryPixels extends Pixels {

  private final int address;

  /**
   * @param address in bytes; a multiple of four
   */
  MemoryPixels(int address) {
    this.address = address;
  }

  @Override
  public int get(int index) {
    return Address.fromInt(address + (index << 2)).getInt();
  }

  @Override
  public void set(int index, int pixel) {
    Address.fromInt(address + (index << 2)).putInt(pixel);
  }

  @Override
  public long getPair(int index) {
    return Address.fromInt(address + (index << 2)).getLong();
  }

  @Override
  public void setPair(int index, long pair) {
    Address.fromInt(address + (index << 2)).putLong(pair);
  }
}
