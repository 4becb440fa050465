package gov.mt.immtrax.access.folding;

/** Whether two keys are the same but for one slip of whoever typed them. */
public final class EditDistance {

    private EditDistance() {}

    /**
     * Whether two texts differ by at most one letter that is missing, added or another one, or by two neighboring
     * letters in the wrong order.
     */
    public static boolean isAtMostOne(String one, String other) {
        int[] a = one.codePoints().toArray();
        int[] b = other.codePoints().toArray();
        int start = 0;
        while (start < Math.min(a.length, b.length) && a[start] == b[start]) {
            start++;
        }
        int end = 0;
        while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] == b[b.length - 1 - end]) {
            end++;
        }
        int left = a.length - start - end;
        int leftOfOther = b.length - start - end;
        return Math.max(left, leftOfOther) <= 1
                || left == 2 && leftOfOther == 2 && a[start] == b[start + 1] && a[start + 1] == b[start];
    }
}
