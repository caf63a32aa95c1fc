package dev.twinmark.wasm.compiler;

import java.io.File;
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

  private ModuleCompiler() {}

  /**
   * Writes {@code markdown.wasm}.
   *
   * @param arguments the directory that it goes into
   * @throws IllegalStateException if something that the module needs cannot be compiled
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
  }
}
