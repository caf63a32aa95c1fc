package dev.twinmark.wasm.compiler;

import dev.twinmark.engine.LabelNormalization;
import dev.twinmark.engine.Unescaping;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.commonmark.internal.util.Escaping;
import org.commonmark.node.DefinitionMap;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.instructions.ConstructInstruction;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Puts stand-ins into the module for what commonmark-java calls or constructs and TeaVM's class
 * library has not, or not as fast, as the JVM's. Their class comments say what is missing.
 */
public final class StockMethods implements TeaVMPlugin, ClassHolderTransformer {

  /** Static methods, of a string to a string. */
  private static final Map<MethodReference, MethodReference> METHODS =
      Map.of(
          method(Escaping.class, "normalizeLabelContent"),
          method(LabelNormalization.class, "normalize"),
          method(Escaping.class, "unescapeString"),
          method(Unescaping.class, "unescape"));

  /**
   * Classes that are constructed without arguments in one class, and known by their interface only.
   * TeaVM's hash maps have no trees for keys whose hash codes are equal: a text of 32,768 labels
   * made to be so would take minutes. Nothing depends on the order of this map.
   */
  private static final Map<String, Map<String, String>> CLASSES_WITHIN =
      Map.of(
          DefinitionMap.class.getName(),
          Map.of(LinkedHashMap.class.getName(), TreeMap.class.getName()));

  @Override
  public void install(TeaVMHost host) {
    host.add(this);
  }

  @Override
  public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
    Map<String, String> classes = CLASSES_WITHIN.getOrDefault(cls.getName(), Map.of());
    for (MethodHolder method : cls.getMethods()) {
      if (method.getProgram() == null) {
        continue;
      }
      for (BasicBlock block : method.getProgram().getBasicBlocks()) {
        for (Instruction instruction : block) {
          if (instruction instanceof ConstructInstruction construct) {
            construct.setType(classes.getOrDefault(construct.getType(), construct.getType()));
          } else if (instruction instanceof InvokeInstruction invoke) {
            invoke.setMethod(standIn(invoke.getMethod(), classes));
          }
        }
      }
    }
  }

  private static MethodReference standIn(MethodReference method, Map<String, String> classes) {
    String constructed = classes.get(method.getClassName());
    return constructed == null
        ? METHODS.getOrDefault(method, method)
        : new MethodReference(constructed, method.getDescriptor());
  }

  private static MethodReference method(Class<?> owner, String name) {
    return new MethodReference(owner, name, String.class, String.class);
  }
}
