using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Grains.Settings;
using Anomaly.Producer;

namespace Anomaly.Bench.Recordings;

/// <summary>The options that say what series are watched with. They go through what checks the settings that people give the service.</summary>
internal sealed class SettingsOptions
{
    private readonly Option<string?> _methods = new("--methods", "-m") { Description = "The methods that run, in their order, with commas between them. Default: those of the service.", HelpName = "name,…" };

    private readonly Option<double?> _sensitivity = new("--sensitivity") { Description = "How readily alarms are raised, from 0 to 1.", HelpName = "number" };

    private readonly Option<string?> _settings = new("--settings", "-s")
    {
        Description = "What differs from the service's defaults, as a rule has it: a JSON object, or a file that holds one.",
        HelpName = "JSON or file",
    };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_methods, _sensitivity, _settings])
            command.Options.Add(option);
    }

    public SeriesSettings Read(ParseResult parse, string folder)
    {
        var text = SeriesSettings.From(new DetectionOptions()).Stamped.Text;
        if (parse.GetValue(_settings) is { } settings)
            text = Apply(text, "--settings", settings.TrimStart().StartsWith('{') ? settings : ReadFile(settings, folder));
        if (parse.GetValue(_methods) is { } methods)
            text = Apply(text, "--methods", Json("methods", methods.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));
        if (parse.GetValue(_sensitivity) is { } sensitivity)
            text = Apply(text, "--sensitivity", Json("sensitivity", sensitivity));
        return SeriesSettings.ParseOnce(text);
    }

    private static string Apply(string settings, string option, string changes)
    {
        var errors = new SettingsErrors();
        var read = SettingsSchema.Read(changes, settings, "", errors);
        if (errors.Any)
            throw new InvalidSettingException(string.Join('\n', errors.ByPath.SelectMany(error => error.Value, (error, complaint) => $"{option}: {error.Key} {complaint}")));
        return SettingsMerge.Apply(settings, read);
    }

    private static string Json<T>(string name, T value) => new JsonObject { [name] = JsonSerializer.SerializeToNode(value, JsonSerializerOptions.Default) }.ToJsonString();

    private static string ReadFile(string path, string folder)
    {
        try
        {
            return File.ReadAllText(Path.GetFullPath(path, folder));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InvalidSettingException($"--settings is '{path}'; it must be a JSON object, or a file that holds one: {e.Message}", e);
        }
    }
}
