package gov.mt.immtrax.access.mail.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * The plain text part of an email, derived from its HTML so that the two never differ. Links become {@code label: URL},
 * list items start with a dash or a number, and table rows become {@code heading: value}.
 */
final class PlainText {

    private static final int WIDTH = 72;
    private static final Set<String> BLOCKS = Set.of(
            "body", "main", "div", "p", "h1", "h2", "h3", "ul", "ol", "table", "tbody", "tr", "header", "footer", "hr");

    private final List<String> blocks = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();

    private PlainText() {}

    /** Wraps at 72 characters without breaking words or URLs. Blocks are separated by an empty line. */
    static String of(String html) {
        var text = new PlainText();
        text.walk(Jsoup.parse(html).body());
        text.endBlock("", "");
        return String.join("\n\n", text.blocks) + "\n";
    }

    private void walk(Element element) {
        for (Node child : element.childNodes()) {
            if (child instanceof TextNode words) {
                line.append(words.text());
            } else if (child instanceof Element inner) {
                visit(inner);
            }
        }
    }

    private void visit(Element element) {
        switch (element.normalName()) {
            case "a" -> line.append(link(element));
            case "br" -> line.append('\n');
            case "ul", "ol" -> list(element);
            case "table" -> table(element);
            default -> {
                boolean isBlock = BLOCKS.contains(element.normalName());
                if (isBlock) {
                    endBlock("", "");
                }
                walk(element);
                if (isBlock) {
                    endBlock("", "");
                }
            }
        }
    }

    private void list(Element list) {
        endBlock("", "");
        int before = blocks.size();
        int number = 1;
        for (Element item : list.children()) {
            walk(item);
            String mark = list.normalName().equals("ol") ? number++ + ". " : "- ";
            endBlock(mark, " ".repeat(mark.length()));
        }
        joinSince(before);
    }

    private void table(Element table) {
        endBlock("", "");
        int before = blocks.size();
        for (Element row : table.select("tr")) {
            line.append(row.children().stream().map(Element::text).collect(Collectors.joining(": ")));
            endBlock("", "  ");
        }
        joinSince(before);
    }

    private void joinSince(int first) {
        List<String> lines = blocks.subList(first, blocks.size());
        if (!lines.isEmpty()) {
            String joined = String.join("\n", lines);
            lines.clear();
            blocks.add(joined);
        }
    }

    private static String link(Element link) {
        String label = link.text();
        String target = link.attr("href");
        boolean isPage = target.startsWith("http://") || target.startsWith("https://");
        return !isPage || label.equals(target) ? label : label + ": " + target;
    }

    private void endBlock(String first, String next) {
        String text =
                line.toString().lines().map(it -> wrapped(it, first, next)).collect(Collectors.joining("\n"));
        line.setLength(0);
        if (!text.isBlank()) {
            blocks.add(text.stripTrailing());
        }
    }

    private static String wrapped(String text, String first, String next) {
        if (text.isBlank()) {
            return "";
        }
        var result = new StringBuilder(first);
        int column = first.length();
        boolean isLineEmpty = true;
        for (String word : text.strip().split("\\s+", -1)) {
            if (!isLineEmpty && column + 1 + word.length() > WIDTH) {
                result.append('\n').append(next);
                column = next.length();
                isLineEmpty = true;
            }
            if (!isLineEmpty) {
                result.append(' ');
                column++;
            }
            result.append(word);
            column += word.length();
            isLineEmpty = false;
        }
        return result.toString();
    }
}
