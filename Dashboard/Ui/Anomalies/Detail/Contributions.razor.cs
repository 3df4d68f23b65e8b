using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Anomalies.Detail;

/// <summary>The members of a group with their shares of its anomaly.</summary>
public sealed partial class Contributions
{
    private const int LongestId = 80;

    /// <summary>The members.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<GroupContribution> Members { get; set; } = [];

    private static string Percent(GroupContribution member) => Math.Round(100 * member.Share).ToString(CultureInfo.InvariantCulture) + " %";

    private static string Width(GroupContribution member) => string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp(member.Share, 0, 1) * 100:0.#}px");

    private static string Text(double? number) => number is { } value ? AnomalyText.Number(Math.Round(value, 4)) : "–";
}
