using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Shared;

/// <summary>The shape of a few numbers.</summary>
public sealed partial class Sparkline
{
    private const double Width = 120, Height = 28, Margin = 2;

    [Parameter, EditorRequired] public double[] Values { get; set; } = [];

    private string Points
    {
        get
        {
            var least = Values.Min();
            var span = Values.Max() - least;
            return string.Join(' ', Values.Select((value, index) =>
            {
                var x = index * Width / (Values.Length - 1);
                var y = span > 0 ? Height - Margin - ((value - least) / span * (Height - (2 * Margin))) : Height / 2;
                return string.Create(CultureInfo.InvariantCulture, $"{x:0.#},{y:0.#}");
            }));
        }
    }
}
