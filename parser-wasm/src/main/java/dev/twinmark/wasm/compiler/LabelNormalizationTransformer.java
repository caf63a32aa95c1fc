package dev.twinmark.wasm.compiler;

import dev.twinmark.engine.LabelNormalization;
import org.commonmark.internal.util.Escaping;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Sends commonmark-java's calls of {@code Escaping.normalizeLabelContent} to {@link
 * LabelNormalization}, whose class comment says why.
 */
public final class LabelNormalizationTransformer implements TeaVMPlugin, ClassHolderTransformer {

  private static final MethodReference STOCK =
      new MethodReference(Escaping.class, "normalizeLabelContent", String.class, String.class);

  private static final MethodReference OURS =
      new MethodReference(LabelNormalization.class, "normalize", String.class, String.class);

  @Override
  public void install(TeaVMHost host) {
    host.add(this);
  }

  @Override
  public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
    for (MethodHolder method : cls.getMethods()) {
      if (method.getProgram() == null) {
        continue;
      }
      for (BasicBlock block : method.getProgram().getBasicBlocks()) {
        for (Instruction instruction : block) {
          if (instruction instanceof InvokeInstruction invoke && invoke.getMethod().equals(STOCK)) {
            invoke.setMethod(OURS);
          }
        }
      }
    }
  }
}
