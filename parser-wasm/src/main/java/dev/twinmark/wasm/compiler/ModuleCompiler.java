package dev.twinmark.wasm.compiler;

import java.io.File;
import java.util.Collection;
import java.util.List;
import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.diagnostics.Problem;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

/**
 * Compiles the module, as the first thing that its JVM does.
 *
 * <p>TeaVM follows the flow of data through sets that are ordered by identity hash codes, and
 * numbers classes as it meets them. HotSpot gives each thread a sequence of such codes: that of the
 * main thread is the same in every JVM, but where it stands depends on what the thread did before.
 * Inside Maven, therefore, the same sources give one of several modules; here they give one.
 */
final class ModuleCompiler {

  /** Its matchers recurse for each character of a repetition; so long a text ends in a trap. */
  private static final String RECURSIVE_PACKAGE = "java.util.regex.";

  private ModuleCompiler() {}

  /**
   * Writes {@code markdown.wasm}.
   *
   * @param arguments the directory that it goes into
   * @throws IllegalStateException if something that the module needs cannot be compiled, or must
   *     not be part of it
   */
  public static void main(String[] arguments) throws TeaVMToolException {
    var tool = new TeaVMTool();
    tool.setClassLoader(ModuleCompiler.class.getClassLoader());
    tool.setTargetType(TeaVMTargetType.WEBASSEMBLY_GC);
    tool.setMainClass("dev.twinmark.wasm.MarkdownModule");
    tool.setTargetDirectory(new File(arguments[0]));
    tool.setTargetFileName("markdown.wasm");
    tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
    tool.setObfuscated(true);
    tool.setStrict(false);
    tool.setDebugInformationGenerated(false);
    tool.generate();
    for (Problem problem : tool.getProblemProvider().getSevereProblems()) {
      var text = new DefaultProblemTextConsumer();
      problem.render(text);
      throw new IllegalStateException(text.getText() + " at " + problem.getLocation());
    }
    checkClasses(tool.getDependencyInfo().getReachableClasses());
  }

  private static void checkClasses(Collection<String> reachable) {
    List<String> forbidden =
        reachable.stream().filter(name -> name.startsWith(RECURSIVE_PACKAGE)).sorted().toList();
    if (!forbidden.isEmpty()) {
      throw new IllegalStateException(
          "Regular expressions are part of the module; StockMethods can replace them: "
              + forbidden);
    }
  }
}
