namespace Anomaly.Producer.Commands;

/// <summary>Reads names separated by commas.</summary>
internal static class ListText
{
    public static IReadOnlyList<T> Parse<T>(string option, string text)
        where T : struct, Enum
    {
        var names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var values = new List<T>();
        foreach (var name in names)
        {
            if (!Enum.GetNames<T>().Contains(name, StringComparer.OrdinalIgnoreCase))
                throw Wrong<T>(option, name);
            values.Add(Enum.Parse<T>(name, ignoreCase: true));
        }

        return values.Count > 0 ? values : throw Wrong<T>(option, text);
    }

    private static InvalidSettingException Wrong<T>(string option, string text)
        where T : struct, Enum =>
        SharedOptions.Wrong(option, $"'{text}'", $"some of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}, separated by commas");
}
