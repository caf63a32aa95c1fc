package dev.twinmark.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.commonmark.testutil.example.Example;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SpecTest {

  @TestFactory
  Stream<DynamicTest> rendersEveryExampleOfCommonMark() {
    List<Example> examples = Spec.commonMarkExamples();
    assertEquals(Spec.COMMONMARK_EXAMPLES, examples.size());
    return examples.stream().map(example -> renders(example, Set.of()));
  }

  @TestFactory
  Stream<DynamicTest> rendersTheExamplesOfTheExtensions() {
    List<Example> examples = Spec.gfmExamples();
    assertEquals(Spec.GFM_EXAMPLES, examples.size());
    return examples.stream().map(example -> renders(example, Set.of()));
  }

  @TestFactory
  Stream<DynamicTest> rendersTheExamplesOfAutolinks() {
    List<Example> examples = Spec.autolinkExamples();
    assertEquals(Spec.AUTOLINK_EXAMPLES, examples.size());
    return examples.stream().map(example -> renders(example, Set.of(Extension.AUTOLINKS)));
  }

  private static DynamicTest renders(Example example, Set<Extension> extensions) {
    return DynamicTest.dynamicTest(
        example.toString(),
        () ->
            assertEquals(
                Spec.html(example), Markdown.renderMarkdown(example.getSource(), extensions)));
  }
}
