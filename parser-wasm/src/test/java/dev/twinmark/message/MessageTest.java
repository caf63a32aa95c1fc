package dev.twinmark.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class MessageTest {

  @Test
  void whatIsWrittenIsRead() {
    String message =
        new MessageWriter()
            .number(7)
            .text("a\n1 ")
            .text(null)
            .number(-30)
            .text("")
            .text("\uD83D")
            .toString();
    assertEquals("7 4 -1 -30 0 1 \na\n1 \uD83D", message);
    MessageReader reader = new MessageReader(message);
    assertEquals(7, reader.number());
    assertEquals("a\n1 ", reader.text());
    assertNull(reader.text());
    assertEquals(-30, reader.number());
    assertEquals("", reader.text());
    assertThrows(IllegalArgumentException.class, reader::end);
    assertEquals("\uD83D", reader.text());
    reader.end();
  }

  @Test
  void whatIsNotThereIsNotRead() {
    for (String message :
        List.of("", "1", "1 ", "\n", "\n1 ", "x \n", " \n", "99999999999 \n", "1 \n", "-2 \na")) {
      assertThrows(
          IllegalArgumentException.class, () -> new MessageReader(message).text(), message);
    }
  }

  @Test
  void whatIsLeftIsNoticed() {
    for (String message : List.of("", "0 0 \n", "0 \na", "0 1\n")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> {
            MessageReader reader = new MessageReader(message);
            reader.number();
            reader.end();
          },
          message);
    }
  }
}
