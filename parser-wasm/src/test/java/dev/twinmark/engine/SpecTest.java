package dev.twinmark.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.commonmark.testutil.example.Example;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SpecTest {

  @TestFactory
  Stream<DynamicTest> rendersEveryExampleOfCommonMark() {
    List<Example> examples = Spec.commonMarkExamples();
    assertEquals(Spec.COMMONMARK_EXAMPLES, examples.size());
    return examples.stream().map(SpecTest::renders);
  }

  @TestFactory
  Stream<DynamicTest> rendersTheExamplesOfTheExtensions() {
    List<Example> examples = Spec.gfmExamples();
    assertEquals(Spec.GFM_EXAMPLES, examples.size());
    return examples.stream().map(SpecTest::renders);
  }

  private static DynamicTest renders(Example example) {
    return DynamicTest.dynamicTest(
        example.toString(),
        () -> assertEquals(Spec.html(example), Markdown.renderMarkdown(example.getSource())));
  }
}
