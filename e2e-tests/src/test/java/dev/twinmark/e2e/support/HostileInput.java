package dev.twinmark.e2e.support;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An input of {@code hostile-inputs.txt}. */
public record HostileInput(String title, String markdown) {

  private static final Pattern TITLE = Pattern.compile("(?m)^%%% (.+)\n");
  private static final Pattern REPEAT = Pattern.compile("\\{repeat (\\d+) ([^}]*)\\}");
  private static final Pattern CHARACTER = Pattern.compile("\\{U\\+([0-9A-F]{4,6})\\}");

  /** All inputs, their URLs pointing to a server. */
  public static List<HostileInput> all(CanaryServer server) {
    String file = Browser.resource("hostile-inputs.txt");
    List<MatchResult> titles = TITLE.matcher(file).results().toList();
    List<HostileInput> inputs = new ArrayList<>();
    for (int i = 0; i < titles.size(); i++) {
      int end = i + 1 < titles.size() ? titles.get(i + 1).start() : file.length();
      String body = file.substring(titles.get(i).end(), end).stripTrailing();
      inputs.add(new HostileInput(titles.get(i).group(1), expand(body, server)));
    }
    return inputs;
  }

  private static String expand(String body, CanaryServer server) {
    String text = body.replace("{canary}", server.canary()).replace("{image}", server.image());
    text =
        REPEAT
            .matcher(text)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(
                        match.group(2).repeat(Integer.parseInt(match.group(1)))));
    return CHARACTER
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(Character.toString(Integer.parseInt(match.group(1), 16))));
  }
}
