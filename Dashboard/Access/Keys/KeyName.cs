namespace Anomaly.Dashboard.Access.Keys;

/// <summary>What a key may be called: it stands in addresses, settings and the audit log.</summary>
internal static class KeyName
{
    public const int Longest = 64;

    public const string Demand = "1 to 64 characters: a letter or a digit, then letters, digits, '.', '_' or '-'";

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= Longest && char.IsAsciiLetterOrDigit(name[0]) && name.All(each => char.IsAsciiLetterOrDigit(each) || each is '.' or '_' or '-');
}
