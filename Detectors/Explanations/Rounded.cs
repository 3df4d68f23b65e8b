using System.Globalization;

namespace Anomaly.Detectors.Explanations;

/// <summary>Numbers as people read them: about four significant digits, no exponent where none is needed.</summary>
internal static class Rounded
{
    private const int SignificantDigits = 4;
    private const double NeedsExponentBelow = 1e-4;
    private const double NeedsExponentFrom = 1e15;

    public static string Text(double value)
    {
        var size = Math.Abs(value);
        if (size == 0)
            return "0";
        if (size is < NeedsExponentBelow or >= NeedsExponentFrom)
            return value.ToString("G4", CultureInfo.InvariantCulture);

        var decimals = Math.Max(0, SignificantDigits - 1 - (int)Math.Floor(Math.Log10(size)));
        return Math.Round(value, decimals).ToString(CultureInfo.InvariantCulture);
    }
}
