using Anomaly.Dashboard.Ui.Anomalies;
using Anomaly.Dashboard.Ui.Settings.Fields;

namespace Anomaly.Dashboard.Ui.Settings.Drafts;

/// <summary>Settings on one line.</summary>
public static class SettingsSummary
{
    /// <summary>What differs, in words; one part a field.</summary>
    /// <param name="own">What differs: a JSON object.</param>
    public static IReadOnlyList<string> Of(string own)
    {
        var settings = SettingsDiff.Parse(own);
        return [.. SettingPath.Leaves(settings).Select(path =>
        {
            var value = SettingPath.Get(settings, path);
            return path == FieldCatalogue.Methods
                ? "Runs " + string.Join(" and ", FieldCatalogue.Running(settings).Select(method => AnomalyText.Words(method).ToLowerInvariant()))
                : $"{FieldCatalogue.Title(path)} {FieldCatalogue.Find(path)?.Words(value) ?? value?.ToJsonString() ?? "none"}";
        })];
    }
}
