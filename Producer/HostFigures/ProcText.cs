using System.Globalization;

namespace Anomaly.Producer.HostFigures;

/// <summary>Reading the kernel's tables.</summary>
internal static class ProcText
{
    private static readonly char[] Blanks = [' ', '\t'];

    public static string[] Fields(string line) => line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);

    public static IEnumerable<string> Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static bool TryCount(string field, out ulong count) => ulong.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out count);
}
