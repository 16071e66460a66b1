package dev.messenger.adapter.security;

import dev.messenger.application.account.port.OneTimeCodes;
import dev.messenger.contracts.account.OneTimeCodesContract;

class TotpTest implements OneTimeCodesContract {

    @Override
    public OneTimeCodes codes() {
        return new Totp(new SecureRandomness());
    }
}
