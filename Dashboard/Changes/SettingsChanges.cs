using System.Text.Json;
using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Dashboard.Api.Settings;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Dashboard.Changes;

/// <summary>What people change of the settings: administrators the rules, operators those of a single series.</summary>
internal sealed class SettingsChanges(IGrainFactory grains, AuditLog audit)
{
    private ISettingsGrain Settings => grains.GetGrain<ISettingsGrain>(0);

    /// <inheritdoc cref="ISettingsGrain.SetRulesAsync"/>
    public async Task<SettingsResult> SetRulesAsync(SeriesRule[] rules, long? expectedRevision, CancellationToken cancellationToken)
    {
        var actor = await audit.RequireAsync(Role.Admin);
        var before = await Settings.GetAsync(cancellationToken);
        var result = await Settings.SetRulesAsync(rules, expectedRevision, cancellationToken);
        if (result.Done)
            await audit.WriteAsync(actor, "rules.replace", "", Items(before.Rules), Items(rules));

        return result;
    }

    /// <inheritdoc cref="ISettingsGrain.SetSeriesAsync"/>
    public async Task<SettingsResult> SetSeriesAsync(string series, string? settings, CancellationToken cancellationToken)
    {
        var actor = await audit.RequireAsync(Role.Operator);
        var before = (await Settings.GetAsync(cancellationToken)).Overrides.GetValueOrDefault(series);
        var result = await Settings.SetSeriesAsync(series, settings, cancellationToken);
        if (result.Done)
            await audit.WriteAsync(actor, settings is null ? "series.reset" : "series.settings", series, Item(before), Item(settings));

        return result;
    }

    private static RuleItem[] Items(IEnumerable<SeriesRule> rules) => [.. rules.Select(rule => new RuleItem(rule))];

    private static JsonElement? Item(string? settings) => settings is null ? null : FreeObject.Parse(settings);
}
