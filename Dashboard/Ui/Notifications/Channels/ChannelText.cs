using System.Globalization;
using Anomaly.Grains.Interfaces.Notifications;

namespace Anomaly.Dashboard.Ui.Notifications.Channels;

/// <summary>Words about channels.</summary>
internal static class ChannelText
{
    /// <summary>What became of a test.</summary>
    public static string Tested(ChannelTest test)
    {
        var answer = string.Join(": ", new[] { test.StatusCode?.ToString(CultureInfo.InvariantCulture), test.Detail }.OfType<string>());
        var words = test.Outcome switch
        {
            "delivered" => "The test was delivered",
            "retry" => "The test did not get through; a message would be tried again",
            "gone" => "The receiver wants no more messages",
            _ => "The test was refused, as messages would be",
        };
        return answer.Length == 0 ? $"{words}." : $"{words} ({answer}).";
    }

    /// <summary>Why a channel cannot be deleted.</summary>
    /// <param name="routes">The positions of the routes that name it, from 0.</param>
    public static string InUse(IReadOnlyList<int> routes)
    {
        var numbers = routes.Select(position => (position + 1).ToString(CultureInfo.InvariantCulture)).ToArray();
        return numbers.Length == 1
            ? $"It stays: route {numbers[0]} sends to it. Give that route another channel or delete it first."
            : $"It stays: routes {string.Join(", ", numbers[..^1])} and {numbers[^1]} send to it. Give those routes another channel or delete them first.";
    }
}
