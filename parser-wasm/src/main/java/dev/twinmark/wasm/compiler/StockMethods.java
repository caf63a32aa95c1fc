package dev.twinmark.wasm.compiler;

import dev.twinmark.engine.LabelNormalization;
import java.util.Map;
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
 * Sends commonmark-java's calls of methods that need more of the JVM's class library than TeaVM's
 * has to methods that give the same without. Their class comments say what is missing.
 */
public final class StockMethods implements TeaVMPlugin, ClassHolderTransformer {

  private static final Map<MethodReference, MethodReference> REPLACEMENTS =
      Map.of(
          method(Escaping.class, "normalizeLabelContent"),
          method(LabelNormalization.class, "normalize"));

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
          if (instruction instanceof InvokeInstruction invoke) {
            invoke.setMethod(REPLACEMENTS.getOrDefault(invoke.getMethod(), invoke.getMethod()));
          }
        }
      }
    }
  }

  private static MethodReference method(Class<?> owner, String name) {
    return new MethodReference(owner, name, String.class, String.class);
  }
}
