package dev.messenger.adapter.inmemory.account;

import dev.messenger.adapter.inmemory.shared.SecureRandomness;
import dev.messenger.application.account.port.OneTimeCodes;
import dev.messenger.contracts.account.OneTimeCodesContract;

class TotpTest implements OneTimeCodesContract {

    @Override
    public OneTimeCodes codes() {
        return new Totp(new SecureRandomness());
    }
}
