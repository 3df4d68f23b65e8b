namespace Anomaly.Producer.Commands;

/// <summary>Reads <c>name=value</c>.</summary>
internal static class PairText
{
    public static Dictionary<string, string> Parse(string option, IEnumerable<string> texts)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new InvalidSettingException($"{option} is '{text}'; it must be name=value");
            pairs[text[..equals].Trim()] = text[(equals + 1)..];
        }

        return pairs;
    }
}
