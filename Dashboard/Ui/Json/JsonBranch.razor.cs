using Anomaly.Dashboard.Ui.Anomalies;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Json;

/// <summary>A value of the tree with all below it.</summary>
public sealed partial class JsonBranch
{
    private const int Inline = 24;

    /// <summary>The value.</summary>
    [Parameter, EditorRequired] public JsonTwig Twig { get; set; } = null!;

    /// <summary>Whether it is open at first.</summary>
    [Parameter] public bool Open { get; set; }

    private string Name => AnomalyText.Words(Twig.Name);

    private static string Listed(double[] numbers) => string.Join(", ", numbers.Select(AnomalyText.Number));

    // A number may be too large for a double, or for the difference of two.
    private static double[] Drawable(double[] numbers) => [.. numbers.Where(double.IsFinite).Select(number => Math.Clamp(number, -1e300, 1e300))];
}
