package dev.twinmark.engine;

import java.util.List;

/**
 * The difference between the rendered blocks of a {@link LiveDocument} and those that the patch
 * before it left behind. Applied one after the other, in their order, the splices bring the list of
 * blocks up to date.
 *
 * @param splices where the list changes, from its beginning to its end
 * @param complete whether the blocks are those of the whole text; where false, {@link
 *     LiveDocument#advance} has more to parse, and until then some blocks show an older text and
 *     have no lines
 */
public record Patch(List<Splice> splices, boolean complete) {

  /**
   * One change of the list of blocks.
   *
   * @param index where the list changes, counted in blocks
   * @param removed how many blocks go
   * @param added the blocks that come in their place
   */
  public record Splice(int index, int removed, List<Block> added) {}
}
