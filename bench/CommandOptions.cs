using System.Globalization;

namespace Anomaly.Bench;

/// <summary>The options of a command, each a name and a value.</summary>
internal sealed class CommandOptions
{
    private readonly string _command;
    private readonly Dictionary<string, string> _given = new(StringComparer.Ordinal);
    private readonly List<string> _known = [];

    public CommandOptions(string command, IReadOnlyList<string> args)
    {
        _command = command;
        for (var i = 0; i < args.Count; i += 2)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
                throw new OptionException($"'{args[i]}' is no option of {command}; options are --name value");
            _given[args[i]] = i + 1 < args.Count ? args[i + 1] : throw new OptionException($"{args[i]} has no value; it must have one");
        }
    }

    /// <summary>The command that measures the same again; where its rows are written is no part of it.</summary>
    public string CommandLine => string.Join(' ', _given.Where(option => option.Key != "--json").SelectMany(option => new[] { option.Key, option.Value }).Prepend($"bench/run.sh {_command}"));

    public string? Text(string name)
    {
        _known.Add(name);
        return _given.GetValueOrDefault(name);
    }

    public int Number(string name, int otherwise) => NumberOrNull(name) ?? otherwise;

    public int? NumberOrNull(string name) => Text(name) is { } text ? Parse(name, text) : null;

    public int[] Numbers(string name, params int[] otherwise) => Text(name) is { } text ? [.. text.Split(',').Select(part => Parse(name, part))] : otherwise;

    /// <summary>All options were asked for; another is a mistake.</summary>
    /// <exception cref="OptionException">There is another.</exception>
    public void End()
    {
        if (_given.Keys.Except(_known).FirstOrDefault() is { } unknown)
            throw new OptionException($"{unknown} is no option of {_command}; {string.Join(", ", _known.Distinct())} are");
    }

    private static int Parse(string name, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new OptionException($"{name} is '{text}'; it must be a whole number, 1 or more");
}
