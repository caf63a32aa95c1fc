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
 * Compiles the modules, as the first thing that its JVM does, always in the same order.
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
   * Writes {@code markdown.wasm} and {@code image.wasm}.
   *
   * @param arguments the directory that they go into
   * @throws IllegalStateException if something that a module needs cannot be compiled, or must not
   *     be part of it
   */
  public static void main(String[] arguments) throws TeaVMToolException {
    var directory = new File(arguments[0]);
    compile("dev.twinmark.wasm.MarkdownModule", directory, "markdown.wasm");
    compile("dev.twinmark.wasm.ImageModule", directory, "image.wasm");
  }

  private static void compile(String mainClass, File directory, String file)
      throws TeaVMToolException {
    var tool = new TeaVMTool();
    tool.setClassLoader(ModuleCompiler.class.getClassLoader());
    tool.setTargetType(TeaVMTargetType.WEBASSEMBLY_GC);
    tool.setMainClass(mainClass);
    tool.setTargetDirectory(directory);
    tool.setTargetFileName(file);
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
          "Regular expressions are part of a module; StockMethods can replace them: " + forbidden);
    }
  }
}
