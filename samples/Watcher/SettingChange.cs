namespace Watcher;

/// <summary>A change of one series' own settings, from the command line.</summary>
/// <param name="Series">The series' id.</param>
/// <param name="Settings">What differs from the settings of its rule: a JSON object.</param>
internal sealed record SettingChange(string Series, string Settings)
{
    private const string Option = "--set";

    /// <summary>Takes <c>--set SERIES JSON</c> out of the arguments; null where it is not there.</summary>
    public static SettingChange? Take(ref string[] args)
    {
        var at = Array.IndexOf(args, Option);
        if (at < 0)
            return null;
        if (at + 2 >= args.Length)
            throw new BadSettingException($$"""{{Option}} has {{args.Length - at - 1}} values; it must have two, such as {{Option}} web-1.cpu '{"sensitivity":0.8}'.""");

        var change = new SettingChange(args[at + 1], args[at + 2]);
        args = [.. args[..at], .. args[(at + 3)..]];
        return change;
    }
}
