using Anomaly.Grains.Interfaces.Notifications;

namespace Anomaly.Dashboard.Tests.Notifications;

/// <summary>Tests of channels that wait for their answer.</summary>
internal sealed class HeldTests : INotificationsGrain
{
    private readonly Dictionary<string, TaskCompletionSource<ChannelTest?>> _answers = [];

    public List<string> Asked { get; } = [];

    public Task<ChannelTest?> TestChannelAsync(string channel, CancellationToken cancellationToken = default)
    {
        Asked.Add(channel);
        return (_answers[channel] = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    public void Answer(string channel, string outcome) => _answers[channel].SetResult(new ChannelTest { Outcome = outcome });
}
