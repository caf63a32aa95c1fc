package dev.twinmark.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.twinmark.engine.Change;
import dev.twinmark.engine.DocumentProperties;
import dev.twinmark.engine.LiveDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireTest {

  @Test
  void readsChanges() {
    assertEquals(
        List.of(new Change(1, 20, "a\nb"), new Change(300, 300, ""), new Change(4, 5, " 6 ")),
        Wire.readChanges("3 1 20 3 300 300 0 4 5 3 \na\nb 6 "));
    assertEquals(List.of(), Wire.readChanges("0 \n"));
  }

  @Test
  void rejectsWhatIsNotOfTheForm() {
    for (String message :
        List.of(
            "", "\n", "1 1 2 \nab", "1 1 x 1 \na", "1 1 2 2 \na", "1 1 2 1 \nab", "0 1 2 1 \na")) {
      assertThrows(IllegalArgumentException.class, () -> Wire.readChanges(message), message);
    }
  }

  @Test
  void writesProperties() {
    assertEquals(
        "3 2 3 \nA bdertl", Wire.writeProperties(new DocumentProperties("A b", "de", "rtl")));
  }

  @Test
  void writesPatches() {
    LiveDocument document = LiveDocument.open("# a\n\nb\nc\n\n\nd");
    assertEquals(
        "1 1 0 0 3 11 1 1 11 2 2 9 1 0 \n<h1>a</h1>\n<p>b\nc</p>\n<p>d</p>\n",
        Wire.writePatch(document.advance(LiveDocument.WHOLE_TEXT)));
    assertEquals(
        "1 1 0 3 2 11 2 2 9 1 0 \n<p>b\nc</p>\n<p>e</p>\n",
        Wire.writePatch(
            document.edit(
                List.of(new Change(0, 5, ""), new Change(11, 12, "e")), LiveDocument.WHOLE_TEXT)));
    assertEquals("0 1 0 0 1 0 0 0 \n", Wire.writePatch(LiveDocument.open("a").advance(0)));
  }
}
