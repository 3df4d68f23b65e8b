namespace Anomaly.Storage.Incidents;

/// <summary>What people may write about incidents.</summary>
public static class IncidentNotes
{
    /// <summary>What is wrong with a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">How many characters it may have.</param>
    /// <returns>Null where it is well.</returns>
    public static string? Flaw(string text, int longest)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.IsNullOrWhiteSpace(text) ? "is blank; it must have characters"
            : text.Length > longest ? $"has {text.Length} characters; it may have {longest}"
            : null;
    }
}
